package page

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

var errCatalog = errors.New("the PDF has no catalogue where it was expected")

// output ends the PDF and states in its catalogue what gofpdf cannot: the
// language, the metadata packet, and that the title is shown, not the file.
func (d *Document) output(w io.Writer) error {
	var b bytes.Buffer
	if err := d.pdf.Output(&b); err != nil {
		return err
	}
	whole, err := completeCatalog(b.Bytes(), d.opt.Language)
	if err != nil {
		return err
	}
	_, err = w.Write(whole)
	return err
}

var (
	languageForm = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)
	startForm    = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n?$`)
	rootForm     = regexp.MustCompile(`/Root (\d+) 0 R`)
)

// completeCatalog adds entries to the catalogue. It is the last object before
// the table of offsets, so only the place of that table moves. gofpdf writes
// metadata, information and catalogue one after the other.
func completeCatalog(pdf []byte, language string) ([]byte, error) {
	opening := []byte("<<\n/Type /Catalog\n")
	at := bytes.LastIndex(pdf, opening)
	start := startForm.FindSubmatchIndex(pdf)
	if at < 0 || start == nil {
		return nil, errCatalog
	}
	table, err := strconv.Atoi(string(pdf[start[2]:start[3]]))
	root := rootForm.FindSubmatch(pdf[max(at, 0):])
	if err != nil || root == nil || table < at {
		return nil, errCatalog
	}
	number, err := strconv.Atoi(string(root[1]))
	if err != nil {
		return nil, errCatalog
	}
	extra := fmt.Sprintf("/Metadata %d 0 R\n/ViewerPreferences <</DisplayDocTitle true>>\n", number-2)
	if languageForm.MatchString(language) {
		extra += "/Lang (" + language + ")\n"
	}
	at += len(opening)
	var out bytes.Buffer
	out.Grow(len(pdf) + len(extra) + 8)
	out.Write(pdf[:at])
	out.WriteString(extra)
	out.Write(pdf[at:start[2]])
	out.WriteString(strconv.Itoa(table + len(extra)))
	out.Write(pdf[start[3]:])
	return out.Bytes(), nil
}

// metadata is the XMP packet of a document.
func metadata(title, author, language string) []byte {
	esc := func(s string) string {
		var b bytes.Buffer
		if xml.EscapeText(&b, []byte(s)) != nil {
			return ""
		}
		return b.String()
	}
	return fmt.Appendf(nil, `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, esc(title), esc(author), esc(language))
}
