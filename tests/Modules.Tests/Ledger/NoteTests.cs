using System.Text;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Modules.Tests.Ledger;

// Goal: signatures, keys and notes are those that other programs make and read.
public sealed class NoteTests
{
    // The example of Go's golang.org/x/mod/sumdb/note.
    private const string GoKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private const string GoNote =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    // RFC 8032, section 7.1, tests 1 to 3.
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Ed25519_gives_the_known_answers(string seed, string publicKey, string message, string signature)
    {
        var (secret, text) = (Convert.FromHexString(seed), Convert.FromHexString(message));

        Assert.Equal(publicKey, Convert.ToHexStringLower(Ed25519.PublicKeyOf(secret)));
        Assert.Equal(signature, Convert.ToHexStringLower(Ed25519.Sign(secret, text)));
        Assert.True(Ed25519.Verify(Convert.FromHexString(publicKey), text, Convert.FromHexString(signature)));
        Assert.False(Ed25519.Verify(Convert.FromHexString(publicKey), [.. text, 0], Convert.FromHexString(signature)));
        Assert.False(Ed25519.Verify(Convert.FromHexString(publicKey), text, Convert.FromHexString(signature)[..63]));
    }

    [Fact]
    public void A_note_of_another_program_is_read_and_checked()
    {
        var key = NoteKey.TryParse(GoKey);
        var note = SignedNote.TryParse(GoNote);

        Assert.NotNull(key);
        Assert.Equal(GoKey, key.ToString());
        Assert.NotNull(note);
        Assert.True(note.IsSignedBy(key));
        Assert.False((note with { Text = note.Text.Replace("answer", "Answer", StringComparison.Ordinal) }).IsSignedBy(key));
        Assert.False(note.IsSignedBy(new NoteKey("PeterNeumann", Ed25519.PublicKeyOf(Ed25519.NewSeed()))));
    }

    [Fact]
    public void A_private_key_has_the_text_form_that_other_programs_read()
    {
        var folder = Directory.CreateTempSubdirectory("gongxin-test-").FullName;
        try
        {
            var keys = new LedgerKeys(new() { DataFolder = folder });
            Directory.CreateDirectory(Path.Combine(folder, "keys"));
            File.WriteAllText(
                Path.Combine(folder, "keys", "ledger-c74f20a3.key"),
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n");

            var signer = keys.Find(NoteKey.TryParse(GoKey)!);

            Assert.NotNull(signer);
            Assert.Equal(GoNote, SignedNote.Sign(SignedNote.TryParse(GoNote)!.Text, [signer]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\nname AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAAAAAA")]
    [InlineData("text\n\n— name AA\n")]
    [InlineData("text\n\n— name \n")]
    [InlineData("text\n\n— na me AAAAAAAA\n")]
    [InlineData("te\txt\n\n— name AAAAAAAA\n")]
    public void What_is_no_note_is_not_read(string text) => Assert.Null(SignedNote.TryParse(text));

    [Theory]
    [InlineData("example.com/log\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", 20852163)]
    [InlineData("example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n", 0)]
    public void A_checkpoint_is_read(string text, long size)
    {
        var checkpoint = Checkpoint.TryParse(text);

        Assert.Equal(("example.com/log", size), (checkpoint!.Origin, checkpoint.Size));
        Assert.StartsWith(checkpoint.ToString(), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.com/log\n007\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("example.com/log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("example.com/log\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("example.com/log\n7\n47DEQpj8\n")]
    [InlineData("example.com/log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n")]
    [InlineData("\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("example.com/log\n7\n")]
    public void What_is_no_checkpoint_is_not_read(string text) => Assert.Null(Checkpoint.TryParse(text));

    [Fact]
    public void A_key_is_kept_where_only_its_owner_reads_it()
    {
        var folder = Directory.CreateTempSubdirectory("gongxin-test-").FullName;
        try
        {
            var keys = new LedgerKeys(new() { DataFolder = folder });

            var made = keys.Create("example.com/log");

            var file = Assert.Single(keys.Files);
            Assert.Equal($"ledger-{made.Key.ShortId}.key", Path.GetFileName(file));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                    File.GetUnixFileMode(Path.GetDirectoryName(file)!));
            }

            var message = Encoding.UTF8.GetBytes("message");
            Assert.True(Ed25519.Verify(made.Key.PublicKey, message, keys.Find(made.Key)!.Sign(message)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("")]
    [InlineData("a\n")]
    public void A_name_that_a_note_cannot_hold_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new NoteKey(name, new byte[MerkleHash.Bytes]));
}
