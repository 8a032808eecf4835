package cloud

import "maps"

// Names of the clouds that Microsoft and its partners run.
const (
	Global     = "global" // worldwide, including GCC
	USGov      = "usgov"  // US Government L4, GCC High
	USDoD      = "usdod"  // US Government L5, DoD
	China      = "china"  // operated by 21Vianet
	CustomName = "custom"
)

var named = []Cloud{
	{
		Name:       Global,
		LoginURL:   "https://login.microsoftonline.com",
		GraphURL:   "https://graph.microsoft.com",
		PortalURL:  "https://entra.microsoft.com",
		PartnerURL: "https://api.partnercenter.microsoft.com",
	},
	{
		Name:       USGov,
		LoginURL:   "https://login.microsoftonline.us",
		GraphURL:   "https://graph.microsoft.us",
		PortalURL:  "https://portal.azure.us",
		PartnerURL: "https://api.partnercenter.microsoft.com",
		Lacks:      lackingInGovernment,
	},
	{
		Name:      USDoD,
		LoginURL:  "https://login.microsoftonline.us",
		GraphURL:  "https://dod-graph.microsoft.us",
		PortalURL: "https://portal.azure.us",
		Lacks:     lackingInGovernment,
	},
	{
		Name:       China,
		LoginURL:   "https://login.partner.microsoftonline.cn",
		GraphURL:   "https://microsoftgraph.chinacloudapi.cn",
		PortalURL:  "https://portal.azure.cn",
		PartnerURL: "https://partner.partnercenterapi.microsoftonline.cn",
		Lacks:      lackingInChina,
	},
}

// Named finds one of Microsoft's clouds; an empty name is the worldwide one.
func Named(name string) (Cloud, bool) {
	if name == "" {
		name = Global
	}
	for _, c := range named {
		if c.Name == name {
			c.Lacks = maps.Clone(c.Lacks)
			return c, true
		}
	}
	return Cloud{}, false
}

// Names lists Microsoft's clouds, the worldwide one first.
func Names() []string {
	out := make([]string, 0, len(named))
	for _, c := range named {
		out = append(out, c.Name)
	}
	return out
}
