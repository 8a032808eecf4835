package models

import (
	"errors"
	"time"
)

// Party is whose move it is.
type Party string

const (
	PartyMSP       Party = "msp"       // our registration, our secret
	PartyCustomer  Party = "customer"  // the customer's administrator
	PartyUser      Party = "user"      // the person at this computer
	PartyApp       Party = "app"       // a fault of this program
	PartyMicrosoft Party = "microsoft" // the service: wait and retry
)

// Explanation is a failure in plain words: what happened, whose move it is,
// what to do. It never holds a secret, a token or an authorization code.
type Explanation struct {
	Code      string    `json:"code"`    // catalogue code, e.g. "AADSTS7000215"
	Title     string    `json:"title"`   // what happened, one sentence
	Cause     string    `json:"cause"`   // why, one sentence
	Next      string    `json:"next"`    // what to do now, one sentence
	Whose     Party     `json:"whose"`   // whose move it is
	Retry     bool      `json:"retry"`   // trying again unchanged may work
	Missing   string    `json:"missing"` // permission or licence that is missing
	RequestID string    `json:"requestId"`
	At        time.Time `json:"at"`
	Raw       string    `json:"raw"` // Microsoft's own text for unknown codes, redacted
}

// Explainer is an error that can say itself in plain words.
type Explainer interface{ Explain() Explanation }

// Explain finds the plain words of an error anywhere in its chain. An error
// that has none is said as it is.
func Explain(err error) Explanation {
	if err == nil {
		return Explanation{}
	}
	var e Explainer
	if errors.As(err, &e) {
		return e.Explain()
	}
	return Explanation{
		Code:  "unexpected",
		Title: "Something went wrong that this program does not know yet.",
		Cause: err.Error(),
		Next:  "Try again. If it stays, copy the details for support.",
		Whose: PartyApp,
	}
}
