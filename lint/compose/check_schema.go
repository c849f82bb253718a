package compose

func (l *evaluator) checkSchema(e *elem) {}
func (l *evaluator) check(model *elem)   {}
func (l *evaluator) referee()            {}
