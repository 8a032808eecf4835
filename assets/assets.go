// Package assets holds the files built into the program: fonts, icons, text
// and licence data, with typed access. It imports only models.
package assets

import _ "embed"

// Faces of Inter, the one family of window and report (SIL OFL, fonts/OFL.txt).
var (
	//go:embed fonts/Inter-Regular.ttf
	InterRegular []byte
	//go:embed fonts/Inter-Medium.ttf
	InterMedium []byte
	//go:embed fonts/Inter-SemiBold.ttf
	InterSemiBold []byte
	//go:embed fonts/Inter-Bold.ttf
	InterBold []byte
)
