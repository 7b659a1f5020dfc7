using System.Text;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Ledger.Notes;
using Gongxin.Kernel.Settings;

namespace Gongxin.Kernel.Ledger.Keys;

/// <summary>
/// The node's private keys, one file each in the key folder, readable by its owner only and outside the database. Which
/// of them signs is not written here but in the ledger itself (<see cref="KeyHistory"/>), so that a rotation takes effect
/// by one commit.
/// </summary>
public sealed class LedgerKeys(PlatformSettings settings)
{
    private const string Private = "PRIVATE+KEY+";

    /// <summary>The key files that there are, for a backup that is asked to hold them.</summary>
    public IReadOnlyList<string> Files =>
        Directory.Exists(settings.KeyFolder)
            ? [.. Directory.EnumerateFiles(settings.KeyFolder, "ledger-*.key").Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Makes a new key and its file.</summary>
    public ILedgerSigner Create(string name)
    {
        var signer = new Signer(name, Ed25519.NewSeed());
        Write(PathOf(signer.Key), Encoding.UTF8.GetBytes(signer.Encode()));
        return signer;
    }

    /// <summary>Takes a key file out of a backup; one that is there already stays.</summary>
    public void Restore(string file)
    {
        var path = Path.Combine(settings.KeyFolder, Path.GetFileName(file));
        if (!File.Exists(path))
        {
            Write(path, File.ReadAllBytes(file));
        }
    }

    /// <summary>The signer of a public key; null when this node does not hold its private half.</summary>
    public ILedgerSigner? Find(NoteKey key)
    {
        var path = PathOf(key);
        return File.Exists(path) && Signer.TryParse(File.ReadAllText(path)) is { } signer && signer.Key == key ? signer : null;
    }

    // The first key of a ledger: one that an interrupted first start has made already, or a new one.
    internal ILedgerSigner First() =>
        Files.Select(f => Signer.TryParse(File.ReadAllText(f))).FirstOrDefault(s => s?.Key.Name == settings.NodeName)
        ?? Create(settings.NodeName);

    // The folder may be there already, made by somebody with a wider mask: its mode is set in any case.
    private void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(settings.KeyFolder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(settings.KeyFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        DurableFiles.WriteSecret(path, content);
    }

    private string PathOf(NoteKey key) => Path.Combine(settings.KeyFolder, $"ledger-{key.ShortId}.key");

    // The text form of a private key is that of Go's sumdb/note: PRIVATE+KEY+name+id+base64(0x01 ‖ seed).
    private sealed class Signer(string name, byte[] seed) : ILedgerSigner
    {
        public NoteKey Key { get; } = new(name, Ed25519.PublicKeyOf(seed));

        public byte[] Sign(byte[] message) => Ed25519.Sign(seed, message);

        public string Encode() => $"{Private}{Key.Name}+{Key.ShortId}+{Convert.ToBase64String([NoteKey.Ed25519Type, .. seed])}\n";

        public static Signer? TryParse(string text)
        {
            if (!text.StartsWith(Private, StringComparison.Ordinal) || text[Private.Length..].Trim().Split('+', 3) is not [var name, var id, var encoded])
            {
                return null;
            }

            return Base64Text.Decode(encoded) is [NoteKey.Ed25519Type, .. { Length: Ed25519.SeedBytes } seed]
                && new Signer(name, seed) is { } signer && signer.Key.ShortId == id
                    ? signer
                    : null;
        }
    }
}
