using System.Text.Json;
using Gongxin.Kernel.Ledger;

namespace Gongxin.Governance.Ledger;

/// <summary>An entry as everybody may see it: subject and payload only when it is public.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Id">Its name, given before it had a number.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Audience">Who may read the payload.</param>
/// <param name="Subject">What it happened to.</param>
/// <param name="Payload">What it says.</param>
/// <param name="Withheld">SHA-256 of what is withheld, when it is not public.</param>
/// <param name="LeafHash">RFC 6962 hash of the entry, hex.</param>
public sealed record EntryView(
    long Index, Guid Id, DateTime At, string Kind, string Audience, string? Subject, JsonElement? Payload, string? Withheld, string LeafHash)
{
    // Read from the bytes that are hashed and not from the columns beside them: what is shown is what is proved.
    internal static EntryView Of(LedgerEntry entry)
    {
        var leaf = LedgerLeaf.TryParse(entry.Leaf) ?? throw new LedgerDamagedException($"Entry {entry.Index} cannot be read. Run verify.");
        return new EntryView(
            entry.Index,
            leaf.Id,
            leaf.At,
            leaf.Kind,
            leaf.Audience,
            leaf.Subject,
            leaf.Payload,
            leaf.Withheld,
            Convert.ToHexStringLower(entry.LeafHash));
    }
}
