package msgraph

import "encoding/json"

// field is a property whose value is made as plain data, for objects that come
// in small numbers.
func field[T any](name string, get func(x T) any) prop[T] {
	return prop[T]{name: name, plain: true, write: func(b []byte, _ *call, x T) []byte {
		return plainJSON(b, get(x))
	}}
}

// plainJSON appends plain data.
func plainJSON(b []byte, v any) []byte {
	out, err := json.Marshal(v)
	if err != nil {
		return null(b)
	}
	return append(b, out...)
}

// constant is a property that is the same for all objects.
func constant[T any](name string, value any) prop[T] {
	return field(name, func(T) any { return value })
}

// created answers with a new object: 201 and its place.
func (e *entity[T]) created(c *call, x T, id string) *problem {
	c.w.Header().Set("Location", c.base()+"/"+e.set+"/"+id)
	props, set, p := e.choose(c.query)
	if p != nil {
		return p
	}
	b := append([]byte(`{"@odata.context":`), quote(nil, c.base()+"/$metadata#"+set+"/$entity")...)
	return c.send(201, fields(b, c, props, x, false))
}

// nothing is 204.
func (c *call) nothing() *problem {
	c.w.WriteHeader(204)
	return nil
}

var badPayload = badRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")
