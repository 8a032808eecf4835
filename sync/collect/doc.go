// Package collect reads one tenant from Microsoft Graph, source by source, and
// turns Microsoft's words into ours. A collector is one small file that says
// what it asks for, which permission it needs, which clouds offer it, and how
// its answer becomes models.
//
// Microsoft's words stop here: ids leave in lower case, times in UTC, and
// absent, null, "" and sentinel dates all leave as the zero time. Only the
// properties and columns that decide a number are asked for or kept.
//
// Promises: a collector that cannot read its source leaves the Harvest as it
// found it and says why in its outcome; it never stores half a source. Two
// collectors may run at the same time on the same Harvest, because each fills
// its own fields. Collectors block on the network and end with their context.
//
// The package imports models, sync/graph, sync/fault and sync/cloud.
package collect
