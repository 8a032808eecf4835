package connect

import (
	"errors"

	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

// cloudFault says in plain words why a cloud's values cannot be used.
func cloudFault(err error) error {
	const op = "choose the cloud"
	switch {
	case errors.Is(err, cloud.ErrCAFile):
		return fault.Local(fault.InputCAFile, op, err)
	case errors.Is(err, cloud.ErrAddress):
		return fault.Local(fault.InputAddress, op, err)
	}
	return fault.Local(fault.InputCloud, op, err)
}
