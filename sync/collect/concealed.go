package collect

// isConcealed tells a hidden name from a user principal name: Microsoft puts
// 32 hexadecimal digits, formerly a GUID, in its place. Joining such rows with
// accounts would make every user look idle.
func isConcealed(upn string) bool {
	switch len(upn) {
	case 32:
		return allHex(upn)
	case 36:
		return upn[8] == '-' && upn[13] == '-' && upn[18] == '-' && upn[23] == '-' &&
			allHex(upn[:8]) && allHex(upn[9:13]) && allHex(upn[14:18]) && allHex(upn[19:23]) && allHex(upn[24:])
	default:
		return false
	}
}

func allHex(s string) bool {
	for i := range len(s) {
		c := fold(s[i])
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
