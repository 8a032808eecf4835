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
	if drop := drops[c]; drop != nil {
		drop(h)
	}
}

var drops = map[models.Collector]func(*models.Harvest){
	models.CollectOrganization:     func(h *models.Harvest) { h.Organization = nil },
	models.CollectSKUs:             func(h *models.Harvest) { h.SKUs = nil },
	models.CollectSubscriptions:    func(h *models.Harvest) { h.Subscriptions = nil },
	models.CollectUsers:            func(h *models.Harvest) { h.Users = nil },
	models.CollectUserCount:        func(h *models.Harvest) { h.UserCount = nil },
	models.CollectSignIns:          func(h *models.Harvest) { h.SignIns = nil },
	models.CollectActivity:         func(h *models.Harvest) { h.Activity = nil },
	models.CollectMailboxes:        func(h *models.Harvest) { h.Mailboxes = nil },
	models.CollectReportNames:      func(h *models.Harvest) { h.NamesHidden = nil },
	models.CollectSecureScore:      func(h *models.Harvest) { h.SecureScore = nil },
	models.CollectEmail:            func(h *models.Harvest) { h.Email = nil },
	models.CollectTeams:            func(h *models.Harvest) { h.Teams = nil },
	models.CollectSharePoint:       func(h *models.Harvest) { h.SharePoint = nil },
	models.CollectOneDriveActivity: func(h *models.Harvest) { h.OneDriveActivity = nil },
	models.CollectViva:             func(h *models.Harvest) { h.Viva = nil },
	models.CollectOneDrive:         func(h *models.Harvest) { h.OneDrive = nil },
	models.CollectApps:             func(h *models.Harvest) { h.Apps = nil },
	models.CollectActivations:      func(h *models.Harvest) { h.Activations = nil },
	models.CollectServiceSignIns:   func(h *models.Harvest) { h.ServiceSignIns = nil },
	models.CollectMFA:              func(h *models.Harvest) { h.MFA = nil },
	models.CollectCopilot:          func(h *models.Harvest) { h.Copilot = nil },
	models.CollectCopilotCounts:    func(h *models.Harvest) { h.CopilotCounts = nil },
	models.CollectGroups:           func(h *models.Harvest) { h.Groups = nil },
	models.CollectDeletedUsers:     func(h *models.Harvest) { h.DeletedUsers = nil },
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
