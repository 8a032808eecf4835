package collect

import (
	"slices"
	"strings"

	"msp-license-tracker/models"
)

// licensePath is one way an account gets a SKU: directly or through a group.
// A SKU held by two paths is in the answer twice and uses one seat.
type licensePath struct {
	SKUID id     `json:"skuId"`
	Group id     `json:"assignedByGroup"`
	State string `json:"state"`
	Error string `json:"error"`
	Since moment `json:"lastUpdatedDateTime"`
}

// fault is why the path does not work, "" when it does. Success is told as
// null, "" or "None"; only a path in state Error gives nothing.
func (p *licensePath) fault() string {
	if !strings.EqualFold(p.State, "Error") {
		return ""
	}
	if p.Error == "" || strings.EqualFold(p.Error, "None") {
		return "Other"
	}
	return p.Error
}

// licenses joins the effective set with the paths behind it: every effective
// SKU, then SKUs that only failing paths would give. Sorted by SKU.
func licenses(assigned []assignedDoc, paths []licensePath, shared texts) []models.License {
	if len(assigned) == 0 && len(paths) == 0 {
		return nil
	}
	list := make([]models.License, 0, len(assigned))
	for i := range assigned {
		if sku := shared.keep(string(assigned[i].SKUID)); sku != "" && find(list, sku) == nil {
			list = append(list, held(sku, paths, shared))
		}
	}
	for i := range paths {
		p := &paths[i]
		sku := shared.keep(string(p.SKUID))
		if p.fault() != "" && sku != "" && find(list, sku) == nil {
			list = append(list, broken(sku, paths, shared))
		}
	}
	slices.SortFunc(list, func(a, b models.License) int { return strings.Compare(a.SKUID, b.SKUID) })
	return list
}

func find(list []models.License, sku string) *models.License {
	for i := range list {
		if list[i].SKUID == sku {
			return &list[i]
		}
	}
	return nil
}

// held is an effective licence with its working paths.
func held(sku string, paths []licensePath, shared texts) models.License {
	l := models.License{SKUID: sku}
	for i := range paths {
		p := &paths[i]
		if string(p.SKUID) != sku || p.fault() != "" {
			continue
		}
		if p.Group == "" {
			l.Direct = true
		} else {
			l.Groups = append(l.Groups, shared.keep(string(p.Group)))
		}
		if since := p.Since.Time; !since.IsZero() && (l.Since.IsZero() || since.Before(l.Since)) {
			l.Since = since
		}
	}
	slices.Sort(l.Groups)
	return l
}

// broken is a licence that no path gives: it uses no seat.
func broken(sku string, paths []licensePath, shared texts) models.License {
	l := models.License{SKUID: sku}
	for i := range paths {
		p := &paths[i]
		if string(p.SKUID) != sku || p.fault() == "" {
			continue
		}
		if l.Error == "" {
			l.Error = shared.keep(p.fault())
		}
		if p.Group != "" {
			l.Groups = append(l.Groups, shared.keep(string(p.Group)))
		} else {
			l.Direct = true
		}
	}
	slices.Sort(l.Groups)
	return l
}
