// Package money does the arithmetic of prices: exact decimals, never binary
// floating point. A price is multiplied by seats first and rounded half-even
// to the currency's minor unit once, at the end; sums add rounded amounts, so
// the parts always equal the total shown.
//
// It imports nothing of ours.
package money
