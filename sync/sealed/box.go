package sealed

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
)

// The file: magic, version, nonce, then the encrypted content with its tag.
const (
	magic     = "MSPSEAL"
	version   = 1
	keySize   = 32
	nonceSize = 12
	headSize  = len(magic) + 1 + nonceSize
	tagSize   = 16
)

// maxFile is more than any content kept this way; a larger file is not ours.
const maxFile = 16 << 20

// ErrUnreadable is a file that cannot be opened: damaged, cut short, of another
// purpose or version, or its key is gone from the keyring or another one.
var ErrUnreadable = errors.New("the encrypted file cannot be opened")

// seal encrypts content for a purpose under a fresh nonce.
func seal(key []byte, purpose string, content []byte) ([]byte, error) {
	gcm, err := cipherOf(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, headSize, headSize+len(content)+tagSize)
	copy(out, magic)
	out[len(magic)] = version
	nonce := out[len(magic)+1 : headSize]
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return gcm.Seal(out, nonce, content, bound(purpose)), nil
}

// open decrypts what seal made. Every fault of the file is ErrUnreadable.
func open(key []byte, purpose string, file []byte) ([]byte, error) {
	gcm, err := cipherOf(key)
	if err != nil || len(file) < headSize+tagSize || len(file) > maxFile {
		return nil, ErrUnreadable
	}
	if !bytes.HasPrefix(file, []byte(magic)) || file[len(magic)] != version {
		return nil, ErrUnreadable
	}
	content, err := gcm.Open(nil, file[len(magic)+1:headSize], file[headSize:], bound(purpose))
	if err != nil {
		return nil, ErrUnreadable
	}
	return content, nil
}

// bound is what the tag covers beside the content: the form and the purpose.
func bound(purpose string) []byte {
	return append([]byte(magic+"\x00"+purpose+"\x00"), version)
}

func cipherOf(key []byte) (cipher.AEAD, error) {
	if len(key) != keySize {
		return nil, ErrUnreadable
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
