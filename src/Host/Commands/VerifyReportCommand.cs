using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gongxin.Kernel.Ledger.Notes;
using Gongxin.Kernel.Ledger.Seals;

namespace Gongxin.Host.Commands;

// gongxin verify-report FILE…: a report or an answer was issued so by the node whose key signed it; without a node and without a network.
internal static class VerifyReportCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Credit reports or answers to checks, as downloaded (JSON).", Arity = ArgumentArity.OneOrMore };
        var keys = new Option<string[]>("--key") { Description = "A ledger key that you trust (name+id+key); may be repeated. Without any, the file's own key is taken and shown." };
        var command = new Command("verify-report", "Check offline that a credit report, or an answer to a check, was issued so.") { files, keys };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(files)!, parsed.GetValue(keys) ?? [], ct));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo[] files, string[] keys, CancellationToken ct)
    {
        var trusted = keys.Select(NoteKey.TryParse).ToList();
        if (trusted.Contains(null) || Array.Find(files, f => !f.Exists) is not null)
        {
            await Console.Error.WriteLineAsync(trusted.Contains(null) ? "gongxin verify-report: a key is written name+id+key" : "gongxin verify-report: there is no such file");
            return ExitCodes.Usage;
        }

        var isGood = true;
        foreach (var file in files)
        {
            var verdict = file.Length > SealedDocument.BytesMax
                ? new SealVerdict(SealOutcome.Malformed, null, null)
                : SealedDocument.Verify(await File.ReadAllBytesAsync(file.FullName, ct), [.. trusted.OfType<NoteKey>()]);
            isGood &= verdict.IsGood;
            Tell(file.Name, verdict, trusted.Count == 0);
        }

        return isGood ? ExitCodes.Good : ExitCodes.Refused;
    }

    private static void Tell(string name, SealVerdict verdict, bool isOwnKey)
    {
        if (verdict is not { IsGood: true, Sealed: { } file, Proof: { Entry: { } entry, Checkpoint: { } checkpoint, Key: { } key, Proof: { } proof } })
        {
            Console.WriteLine($"{name}: NOT GOOD: {TextOf(verdict.Outcome)}");
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: good: {KindOf(file)}, issued {entry.At:yyyy-MM-ddTHH:mm:ssZ}, {entry.Subject}, entry {proof.Index} of {checkpoint.Size} of {checkpoint.Origin}"));
        Console.WriteLine(isOwnKey ? $"  signed with {key}, which the file brings along: compare it with the key that the node shows" : $"  signed with {key}");
        Console.WriteLine("  It was issued so then. Whether it still stands today, the node's verification page says.");
    }

    private static string TextOf(SealOutcome outcome) => outcome switch
    {
        SealOutcome.Malformed => "it is no such file, or was changed",
        SealOutcome.NotSigned => "no trusted key signed it",
        SealOutcome.NotIncluded => "its entry is not in the ledger that was signed",
        _ => "the ledger vouches for another document: it was changed",
    };

    private static string KindOf(SealedDocument file)
    {
        using var json = JsonDocument.Parse(file.Document);
        return json.RootElement.TryGetProperty("kind", out var kind) && kind.ValueKind is JsonValueKind.String ? kind.GetString()! : "document";
    }
}
