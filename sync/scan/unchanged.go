package scan

import "msp-license-tracker/models"

// leaveUnchanged takes rows that equal the stored ones out of the harvest, so
// that they are not written again: "we looked" is not "it differs". Their
// outcome keeps the date of the last change. What a source without answer
// means for the rows kept is the store's to say.
func leaveUnchanged(h *models.Harvest, now, before []models.Outcome) []models.Outcome {
	stored := make(map[models.Collector]models.Outcome, len(before))
	for _, o := range before {
		stored[o.Collector] = o
	}
	for i := range now {
		o := &now[i]
		was := stored[o.Collector]
		if o.Readable() && o.Hash != "" && o.Hash == was.Hash && !was.ChangedAt.IsZero() {
			o.ChangedAt = was.ChangedAt
			dropRows(h, o.Collector)
		}
	}
	return now
}

// dropRows leaves the stored rows of a source as they are.
func dropRows(h *models.Harvest, c models.Collector) {
	switch c {
	case models.CollectOrganization:
		h.Organization = nil
	case models.CollectSKUs:
		h.SKUs = nil
	case models.CollectSubscriptions:
		h.Subscriptions = nil
	case models.CollectUsers:
		h.Users = nil
	case models.CollectUserCount:
		h.UserCount = nil
	case models.CollectSignIns:
		h.SignIns = nil
	case models.CollectActivity:
		h.Activity = nil
	case models.CollectMailboxes:
		h.Mailboxes = nil
	case models.CollectReportNames:
		h.NamesHidden = nil
	case models.CollectSecureScore:
		h.SecureScore = nil
	}
}

// stateOf a scan whose harvest is stored. A source that the tenant or its cloud
// simply does not have leaves the scan complete.
func stateOf(outcomes []models.Outcome) models.ScanState {
	for _, o := range outcomes {
		switch o.Status {
		case models.StatusDenied, models.StatusFailed, models.StatusConcealed, models.StatusPartial:
			return models.ScanPartial
		}
	}
	return models.ScanComplete
}
