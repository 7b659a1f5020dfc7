using System.CommandLine;
using System.Globalization;
using System.Resources;
using System.Text.Json;
using Gongxin.Catalogue;
using Gongxin.Catalogue.Versions.Bundles;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger.Notes;
using Gongxin.Kernel.Verification;

namespace Gongxin.Host.Commands;

// gongxin verify: everything that the ledger vouches for is still as it was published. gongxin verify FILE.zip: the same of a bundle
// that was downloaded from any node, without a node and without a network.
internal static class VerifyCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object per part." };
        var files = new Argument<FileInfo[]>("FILE") { Description = "Bundles to check offline; without any, this node is checked.", Arity = ArgumentArity.ZeroOrMore };
        var keys = new Option<string[]>("--key") { Description = "A ledger key that you trust (name+id+key); may be repeated. Without any, the bundle's own keys are taken and shown." };
        var command = new Command("verify", "Check ledger and versions against their digests, or a downloaded bundle offline.") { files, keys, json };
        command.SetAction((parsed, ct) => parsed.GetValue(files) is { Length: > 0 } bundles
            ? Task.FromResult(CheckFiles(bundles, parsed.GetValue(keys) ?? []))
            : RunAsync(parsed.GetValue(json), ct));
        return command;
    }

    private static int CheckFiles(FileInfo[] files, string[] keys)
    {
        var trusted = keys.Select(NoteKey.TryParse).ToList();
        if (trusted.Contains(null) || Array.Find(files, f => !f.Exists) is not null)
        {
            Console.Error.WriteLine(trusted.Contains(null) ? "gongxin verify: a key is written name+id+key" : "gongxin verify: there is no such file");
            return ExitCodes.Usage;
        }

        var texts = new ProblemTexts([new ProblemTexts.Source(new ResourceManager(typeof(CatalogueText)))]);
        var isGood = true;
        foreach (var file in files)
        {
            var verdict = CheckBundle.Run(file.FullName, [.. trusted.OfType<NoteKey>()]);
            isGood &= verdict.IsGood;
            Tell(file.Name, verdict, texts);
        }

        return isGood ? ExitCodes.Good : ExitCodes.Refused;
    }

    private static void Tell(string name, BundleVerdict verdict, ProblemTexts texts)
    {
        foreach (var fault in verdict.Faults)
        {
            Console.WriteLine($"{name}: {fault.Code}: {texts.Of(fault.Code, [.. fault.Args], CultureInfo.InvariantCulture)}");
        }

        if (verdict is { IsGood: true, Proof: { Entry: { } entry, Checkpoint: { } checkpoint, Key: { } key, Proof: { } proof } })
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: good: {entry.Subject}, entry {proof.Index} of {checkpoint.Size} of {checkpoint.Origin}, {entry.At:yyyy-MM-ddTHH:mm:ssZ}"));
            Console.WriteLine(verdict.KeysAreOwn ? $"  signed with {key}, which the bundle brings along: compare it with the key that the node shows" : $"  signed with {key}");
        }
    }

    private static async Task<int> RunAsync(bool json, CancellationToken ct)
    {
        await using var node = await Node.OpenAsync(ct);
        await using var scope = node.Scope("verify");
        var texts = scope.ServiceProvider.GetRequiredService<ProblemTexts>();
        var isClean = true;
        await foreach (var report in scope.ServiceProvider.GetRequiredService<Verifier>().RunAsync(null, ct))
        {
            isClean &= report.IsClean;
            var faults = report.Faults.Select(f => new { f.Subject, f.Code, message = texts.Of(f.Code, f.Args, CultureInfo.InvariantCulture) }).ToList();
            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(new { report.Name, report.Checked, faults }, JsonSerializerOptions.Web));
                continue;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Name}: {report.Checked} checked, {faults.Count} faults"));
            foreach (var fault in faults)
            {
                Console.WriteLine($"  {fault.Subject}: {fault.Code}: {fault.message}");
            }
        }

        return isClean ? ExitCodes.Good : ExitCodes.Refused;
    }
}
