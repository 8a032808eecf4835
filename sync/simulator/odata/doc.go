// Package odata reads the query options the simulated Graph understands:
// $select, $filter, $orderby, $search, $top, $skip, $count, $expand and
// $skiptoken. It is pure; which property a resource has and what may be
// filtered is the caller's business.
package odata
