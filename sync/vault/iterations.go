package vault

import (
	"encoding/asn1"
	"math/big"
)

// A PFX file names how often its password is hashed. Real files say thousands
// up to some hundred thousands; a damaged or hostile one could say billions and
// keep the program busy for hours, so more than this is not tried.
const maxIterations = 5_000_000

// maxDepth is deeper than any real file nests.
const maxDepth = 16

// tooManyIterations looks through DER for a salt followed by a count, the form
// of every password hash in a PFX file.
func tooManyIterations(der []byte, depth int) bool {
	afterSalt := false
	for len(der) > 0 {
		var v asn1.RawValue
		rest, err := asn1.Unmarshal(der, &v)
		if err != nil {
			return false // not DER from here on
		}
		universal := v.Class == asn1.ClassUniversal
		if universal && v.Tag == asn1.TagInteger && afterSalt && new(big.Int).SetBytes(v.Bytes).Cmp(big.NewInt(maxIterations)) > 0 {
			return true
		}
		afterSalt = universal && v.Tag == asn1.TagOctetString
		if (v.IsCompound || afterSalt) && depth < maxDepth && tooManyIterations(v.Bytes, depth+1) {
			return true
		}
		der = rest
	}
	return false
}
