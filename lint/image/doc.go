// Package image reads references to images and tells what is known of the images: the user they run as, whether their
// release line is still supported, whether they are still built, and who publishes them.
//
// The facts are tables in data/, made by tools/imagefacts. They are a picture of one day, and each answer carries that
// day. The tables are searched in place: nothing is parsed at start.
package image
