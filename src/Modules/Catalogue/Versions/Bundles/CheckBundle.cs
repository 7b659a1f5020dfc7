using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Catalogue.Versions.Bundles;

// What is wrong with a bundle: a code whose text is in the module's resources.
public sealed record BundleFault(string Code, params string[] Args);

// What a check of a bundle found. The keys are those that were given, or those that the bundle brings along; then they are to be
// compared with keys known from elsewhere.
public sealed record BundleVerdict(IReadOnlyList<BundleFault> Faults, ProofVerdict? Proof, bool KeysAreOwn)
{
    public bool IsGood => Faults.Count == 0;
}

// Checks a downloaded bundle without a network and without a node: every file has the digest that it is listed with, the data file
// has the digest that the ledger's entry names, and the entry stands in the ledger that a trusted key signed.
public static class CheckBundle
{
    // Of the small files that are read whole; a forged archive must not fill the memory.
    private const int SmallMax = 1 << 20;

    public static BundleVerdict Run(string path, IReadOnlyList<NoteKey> trusted)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            return Run(zip, trusted);
        }
        catch (InvalidDataException)
        {
            return new BundleVerdict([new BundleFault("bundle.not-a-bundle")], null, trusted.Count == 0);
        }
    }

    private static BundleVerdict Run(ZipArchive zip, IReadOnlyList<NoteKey> trusted)
    {
        if (Small(zip, BundleFile.Sums) is not { } list || Small(zip, BundleFile.Proof) is not { } proofFile || Small(zip, BundleFile.Keys) is not { } keyFile)
        {
            return new BundleVerdict([new BundleFault("bundle.not-a-bundle")], null, trusted.Count == 0);
        }

        var faults = new List<BundleFault>();
        var digests = Compare(zip, ListOf(list), faults);
        var keys = trusted.Count > 0 ? trusted : [.. Encoding.UTF8.GetString(keyFile).Split('\n').Select(NoteKey.TryParse).OfType<NoteKey>()];
        var proof = LedgerProof.Verify(proofFile, keys);
        if (!proof.IsGood)
        {
            faults.Add(new BundleFault("bundle.proof-not-good", proof.Outcome.ToString()));
        }
        else if (proof.Entry is not { Kind: VersionFact.Published, Payload: { } payload }
            || !payload.TryGetProperty("dataSha256", out var proved) || proved.GetString() != digests.GetValueOrDefault(BundleFile.Parquet))
        {
            faults.Add(new BundleFault("bundle.data-not-proved"));
        }

        return new BundleVerdict(faults, proof, trusted.Count == 0);
    }

    private static Dictionary<string, string> Compare(ZipArchive zip, Dictionary<string, string> listed, List<BundleFault> faults)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(e => e.FullName != BundleFile.Sums))
        {
            using var content = entry.Open();
            var digest = Convert.ToHexStringLower(SHA256.HashData(content));
            if (!found.TryAdd(entry.FullName, digest) || !listed.TryGetValue(entry.FullName, out var expected))
            {
                faults.Add(new BundleFault("bundle.file-not-listed", entry.FullName));
            }
            else if (expected != digest)
            {
                faults.Add(new BundleFault("bundle.file-changed", entry.FullName));
            }
        }

        faults.AddRange(listed.Keys.Where(name => !found.ContainsKey(name)).Select(name => new BundleFault("bundle.file-missing", name)));
        return found;
    }

    private static Dictionary<string, string> ListOf(byte[] list)
    {
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(list).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split("  ", 2);
            listed[parts[^1]] = parts[0];
        }

        return listed;
    }

    private static byte[]? Small(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { Length: <= SmallMax } entry)
        {
            return null;
        }

        // What an archive says of its sizes can be untrue.
        using var content = entry.Open();
        var bytes = new byte[SmallMax + 1];
        var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= SmallMax ? bytes[..length] : null;
    }
}
