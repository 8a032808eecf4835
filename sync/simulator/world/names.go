package world

import "strings"

// people is a pool of names of one language.
type people struct{ given, surname []string }

func words(s string) []string { return strings.Split(s, "|") }

// pools of names by language. They are common names put together by chance.
var pools = map[string]people{
	"en": {
		words("Amelia|Oliver|Isla|Jack|Priya|George|Ava|Harry|Grace|Noah|Freya|Callum|Zoë|Mohammed|Chloe|Ethan|Maisie|Liam|Siân|Rhys|Aisha|Daniel|Holly|Samuel|Ruth|Joshua|Nadia|Thomas|Ellie|Kwame"),
		words("Hughes|Patel|Clarke|Okafor|Walker|Brennan|Shaw|Fletcher|Khan|Whitfield|Barnes|Adeyemi|Cole|Marsh|Doyle|Singh|Pearce|Lindqvist|Turner|Begum|Holloway|Grant|Ellis|McKenna|Rowe|Osei|Fenwick|Novak|Price|Tan"),
	},
	"no": {
		words("Ingrid|Håkon|Sølvi|Lars|Åse|Bjørn|Maren|Øyvind|Kari|Torstein|Sigrid|Magnus|Tuva|Eirik|Randi|Jørgen|Liv|Sindre|Astrid|Kåre"),
		words("Hansen|Bråthen|Nygård|Solberg|Ødegård|Dahl|Strømme|Lie|Haugen|Bakke|Fjeld|Tveit|Sæther|Aas|Myhre|Løken|Vik|Moen"),
	},
	"de": {
		words("Jürgen|Anneliese|Björn|Käthe|Matthias|Ursula|Jörg|Sabine|Götz|Heike|Lukas|Franziska|Tobias|Gülay|Stefan|Miriam|Rüdiger|Leonie|Çağla|Felix"),
		words("Müller|Groß|Schäfer|Köhler|Weiß|Brandt|Kühn|Lindner|Yıldız|Böhm|Vogel|Krämer|Jäger|Seidel|Ziegler|Hübner|Pfeiffer|Öztürk|Kaiser|Engel"),
	},
	"fr": {
		words("Élodie|François|Chloé|Jérôme|Anaïs|Benoît|Maëlle|Théo|Noémie|Gaël|Inès|Loïc|Céline|Raphaël|Zoé|Hervé"),
		words("Lefèvre|Dubois|Moreau|Béranger|Girard|Châtelain|Marchand|Noël|Rousseau|Fabre|Poirier|Diallo|Guérin|Lemaître"),
	},
	"pt": {
		words("João|Inês|Tomás|Conceição|Rui|Leonor|André|Mafalda|Gonçalo|Beatriz|Simão|Luísa|Estêvão|Catarina|Duarte|Filipa|Nuno|Raquel|Márcio|Sónia"),
		words("Silva|Araújo|Gonçalves|Magalhães|Sá|Teixeira|Conceição|Brandão|Furtado|Leitão|Guimarães|Mourão|Pires|Rebelo|Antunes|Falcão|Simões|Vaz"),
	},
	"pl": {
		words("Łukasz|Małgorzata|Paweł|Żaneta|Michał|Agnieszka|Grzegorz|Ewa|Stanisław|Dorota|Sławomir|Zofia|Jędrzej|Katarzyna|Bożena|Wojciech"),
		words("Wiśniewski|Wójcik|Kowalczyk|Zieliński|Dąbrowska|Łuczak|Król|Świątek|Mazur|Górski|Pająk|Jabłoński|Sikora|Żak|Kołodziej|Nowak"),
	},
}

// company is a made-up client of a size, by country.
type company struct{ name, slug, country, city, lang string }

// more are client names used beyond the first twelve.
var more = []company{
	{"Copperfield Bakery", "copperfieldbakery", "GB", "Leeds", "en"},
	{"Tidewater Marine", "tidewatermarine", "US", "Norfolk", "en"},
	{"Lindenhof Klinik", "lindenhofklinik", "DE", "Kassel", "de"},
	{"Orchard Street School", "orchardstreet", "GB", "Bath", "en"},
	{"Nordvest Elektro", "nordvestelektro", "NO", "Ålesund", "no"},
	{"Maison Verte", "maisonverte", "FR", "Nantes", "fr"},
	{"Cascade Plumbing", "cascadeplumbing", "US", "Tacoma", "en"},
	{"Oliveira Advogados", "oliveiraadv", "PT", "Braga", "pt"},
	{"Baltyk Foods", "baltykfoods", "PL", "Gdynia", "pl"},
	{"Foxglove Studio", "foxglovestudio", "GB", "Bristol", "en"},
	{"Redwood Realty", "redwoodrealty", "US", "Eugene", "en"},
	{"Hofmann Metallbau", "hofmannmetall", "DE", "Ulm", "de"},
}

var titles = words("Office Manager|Account Manager|Bookkeeper|Project Lead|Sales Representative|Technician|Coordinator|Analyst|Team Lead|Assistant|Engineer|Planner|Consultant|Buyer")
var departments = words("Operations|Finance|Sales|Service|Projects|Administration|Purchasing|Marketing")

// ascii spells a name with the letters an address may have.
var ascii = strings.NewReplacer(
	"ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "å", "a", "ø", "o", "æ", "ae",
	"à", "a", "á", "a", "â", "a", "ã", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"í", "i", "î", "i", "ï", "i", "ı", "i", "ó", "o", "ô", "o", "õ", "o", "ú", "u", "û", "u",
	"ł", "l", "ś", "s", "ż", "z", "ź", "z", "ą", "a", "ę", "e", "ć", "c", "ń", "n", "ğ", "g", "ş", "s",
	"'", "", " ", ".",
)

func alias(given, surname string) string {
	return ascii.Replace(strings.ToLower(given + "." + surname))
}

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }
