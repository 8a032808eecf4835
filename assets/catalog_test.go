package assets

import (
	"encoding/csv"
	"strings"
	"testing"

	"msp-license-tracker/models"
)

func mustCatalog(t *testing.T) *SKUCatalog {
	t.Helper()
	c, err := Catalog()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestProductIsFoundByIDThenByPartNumber(t *testing.T) {
	const premium = "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"
	tests := []struct {
		name, id, part string
		want           models.Product
		known          bool
	}{
		{"by id, whatever the part number", premium, "OLD_NAME",
			models.Product{SKUID: premium, PartNumber: "SPB", Name: "Microsoft 365 Business Premium", Class: models.ClassPaid, Listed: true}, true},
		{"by part number, the id given stays", "11111111-1111-1111-1111-111111111111", "SPB",
			models.Product{SKUID: "11111111-1111-1111-1111-111111111111", PartNumber: "SPB", Name: "Microsoft 365 Business Premium", Class: models.ClassPaid, Listed: true}, true},
		{"in no list: paid is assumed", "22222222-2222-2222-2222-222222222222", "BRAND_NEW",
			models.Product{SKUID: "22222222-2222-2222-2222-222222222222", PartNumber: "BRAND_NEW", Class: models.ClassPaid}, false},
		{"nothing at all", "", "", models.Product{Class: models.ClassPaid}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, known := mustCatalog(t).Product(tt.id, tt.part)
			if got != tt.want || known != tt.known {
				t.Errorf("got %+v, %v\nwant %+v, %v", got, known, tt.want, tt.known)
			}
		})
	}
}

func TestClassesFollowTheLists(t *testing.T) {
	tests := map[string]models.SKUClass{
		"SPB":                       models.ClassPaid,
		"FLOW_FREE":                 models.ClassFree,
		"FORMS_PRO":                 models.ClassTrial,
		"SHAREPOINTSTORAGE":         models.ClassCapacity, // also in the free list: the price list knows better
		"Microsoft_Teams_Rooms_Pro": models.ClassDevice,
		"VISIOONLINE_PLAN1":         models.ClassPaid, // in the catalogue, in no price list
	}
	for part, want := range tests {
		if got, _ := mustCatalog(t).Product("", part); got.Class != want {
			t.Errorf("%s is %s, want %s", part, got.Class, want)
		}
	}
}

// MCOPSTN5 is the part number of two SKUs: each keeps its own name by id.
func TestAnAmbiguousPartNumberKeepsBothSKUs(t *testing.T) {
	c := mustCatalog(t)
	a, _ := c.Product("54a152dc-90de-4996-93d2-bc47e670fc06", "MCOPSTN5")
	b, _ := c.Product("d43177b5-475b-4880-92d4-d54c27b5efbd", "MCOPSTN5")
	if a.Name == b.Name || a.SKUID == b.SKUID {
		t.Errorf("two SKUs became one: %+v, %+v", a, b)
	}
}

func TestEveryRowOfTheListsIsKnown(t *testing.T) {
	c := mustCatalog(t)
	if len(c.byID) < 620+22 {
		t.Errorf("%d products, the files hold 642", len(c.byID))
	}
	for id, p := range c.byID {
		if len(id) != 36 || strings.ToLower(id) != id || p.Name == "" || p.Class == "" {
			t.Errorf("row is incomplete: %q %+v", id, p)
		}
	}
	for _, file := range []string{"list_prices.csv", "free_skus.csv"} {
		err := readData(file, []string{"part_number"}, func(r row) error {
			if len(c.byPart[r.get("part_number")]) == 0 {
				t.Errorf("%s: %q is in no catalogue", file, r.get("part_number"))
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestReadRowsRefusesWhatItCannotRead(t *testing.T) {
	tests := map[string]string{
		"empty file":      "",
		"missing column":  "b\n1\n",
		"too many fields": "a\n1,2\n",
		"open quote":      "a\n\"1\n",
	}
	for name, text := range tests {
		if err := readRows(strings.NewReader(text), []string{"a"}, func(row) error { return nil }); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzReadRows(f *testing.F) {
	f.Add("sku_id,part_number\n1,A\n2,\"B,C\"\n")
	f.Add("part_number\n")
	f.Add("\ufeffpart_number,part_number\nx,y\n")
	f.Add("part_number\n\"a\nb\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		var got []string
		err := readRows(strings.NewReader(text), []string{"part_number"}, func(r row) error {
			got = append(got, r.get("part_number"))
			return nil
		})
		all, plain := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err == nil && (plain != nil || len(got) != len(all)-1) {
			t.Errorf("read %d rows of %d, %v", len(got), len(all)-1, plain)
		}
	})
}
