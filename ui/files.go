package ui

import (
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"msp-license-tracker/models"
)

// maxPicked is the largest file the window reads: logos and certificates are
// far smaller.
const maxPicked = 8 << 20

// target is a file the owner chose to write. write and discard may be called
// from any goroutine, one of them, once.
type target struct {
	path    string
	write   func([]byte) error
	discard func()
}

func (w *Window) saveDialog(name string, done func(*target, error)) {
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		if err != nil || out == nil {
			done(nil, err)
			return
		}
		done(targetOf(out), nil)
	}, w.win)
	d.SetFileName(name)
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
}

func targetOf(out fyne.URIWriteCloser) *target {
	return &target{
		path: out.URI().Path(),
		write: func(content []byte) error {
			_, err := out.Write(content)
			if closing := out.Close(); err == nil {
				err = closing
			}
			return err
		},
		discard: func() {
			// The file is empty or half written; what failed is reported by the caller.
			_ = out.Close()
			_ = storage.Delete(out.URI())
		},
	}
}

func (w *Window) pickDialog(extensions []string, done func(string, []byte, error)) {
	d := dialog.NewFileOpen(func(in fyne.URIReadCloser, err error) {
		if err != nil || in == nil {
			done("", nil, err)
			return
		}
		defer in.Close()
		content, err := readSmall(in)
		done(filepath.Base(in.URI().Path()), content, err)
	}, w.win)
	d.SetFilter(storage.NewExtensionFileFilter(extensions))
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
}

func readSmall(in io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(in, maxPicked+1))
	if err == nil && len(content) > maxPicked {
		err = &models.Failure{Explanation: models.Explanation{Code: "file-too-large", Title: lang.L("The file is too large."),
			Cause: lang.L("Logos and certificates are smaller than 8 MB."), Next: lang.L("Choose another file."), Whose: models.PartyUser}}
	}
	return content, err
}

// saved says where the file is and offers to open it.
func (w *Window) saved(path string) {
	w.notifyAction(lang.L("Saved")+": "+filepath.Base(path), lang.L("Open"), func() {
		if err := w.deps.Open(path); err != nil {
			w.fail(lang.L("The file cannot be opened."), err)
		}
	})
}

// OpenLink opens https addresses only: other schemes could start programs.
func (w *Window) OpenLink(address string) error {
	if !strings.HasPrefix(address, "https://") {
		return &models.Failure{Explanation: models.Explanation{Code: "unsafe-link", Title: lang.L("This address is not opened."),
			Cause: lang.L("Only addresses that begin with https:// are."), Next: lang.L("Nothing to do."), Whose: models.PartyApp}}
	}
	return w.deps.Open(address)
}
