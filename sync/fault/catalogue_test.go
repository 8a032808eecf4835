package fault

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"msp-license-tracker/models"
)

func TestEverySentenceOfTheCatalogueIsShortAndWhole(t *testing.T) {
	parties := map[models.Party]bool{
		models.PartyMSP: true, models.PartyCustomer: true, models.PartyUser: true, models.PartyApp: true, models.PartyMicrosoft: true,
	}
	for code, row := range catalogue {
		if !parties[row.Whose] {
			t.Errorf("%s: whose move is %q", code, row.Whose)
		}
		for what, text := range map[string]string{"title": row.Title, "cause": row.Cause, "next": row.Next} {
			if n := utf8.RuneCountInString(text); n < 10 || n > 120 {
				t.Errorf("%s: %s has %d characters", code, what, n)
			}
			if !strings.HasSuffix(text, ".") || strings.TrimSpace(text) != text || strings.Contains(text, "AADSTS") {
				t.Errorf("%s: %s is not a plain sentence: %q", code, what, text)
			}
		}
	}
}

func TestEveryConstantHasItsWords(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			code, err := strconv.Unquote(lit.Value)
			if _, known := Find(code); err != nil || !known {
				t.Errorf("%s has no words", lit.Value)
			}
		}
		return true
	})
}

func TestABrokenCatalogueIsRefused(t *testing.T) {
	for _, text := range []string{"a\tb", "a\tuser\tno\tT\tC\tN\na\tuser\tno\tT\tC\tN"} {
		if _, err := parse(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}

// The reference sheet beside the repository lists the codes that matter.
func TestTheCatalogueCoversTheReferenceSheet(t *testing.T) {
	sheet, err := os.ReadFile("../../../shared/reference/auth-facts.md")
	if err != nil {
		t.Skip("the reference sheet is not here")
	}
	_, after, _ := strings.Cut(string(sheet), "### 3.1 AADSTS")
	table, _, _ := strings.Cut(after, "### 3.2")
	number := regexp.MustCompile(`\d{5,7}`)
	for line := range strings.SplitSeq(table, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) < 3 {
			continue
		}
		for _, n := range number.FindAllString(cells[1], -1) {
			if _, known := Find("AADSTS" + n); !known {
				t.Errorf("AADSTS%s has no words", n)
			}
		}
	}
}
