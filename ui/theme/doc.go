// Package theme is the look of the window: colours by meaning, sizes, faces
// and icons, in light and dark, around one accent from the workspace's brand.
//
// Widgets never keep a colour: they ask Color in their Refresh, so a change of
// theme reaches everything. Every pair of text and background the theme offers
// keeps a contrast of 4.5 to 1 whatever brand colour the owner chose (3 to 1
// for text on the largest figures only); a test computes them all.
package theme
