// Package sealed keeps one secret of any size in an encrypted file whose key
// is in the keyring: what does not fit a keyring entry, which on Windows holds
// 2560 bytes.
//
// The file is AES-256-GCM over the whole content, written beside the old one
// and renamed, readable by its owner only. It is bound to its purpose: the
// file of one purpose cannot be opened as another's. A file that cannot be
// opened, for whatever reason, is ErrUnreadable and never a crash; a keyring
// that does not answer is its own error, because the file may be well.
//
// Calls block on the disk, on the keyring (up to a minute, while the system
// asks for its password) and on other processes that use the same file. A File
// is safe for use from many goroutines.
package sealed
