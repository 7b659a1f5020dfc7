using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Gongxin.Kernel.Ledger;

/// <summary>
/// An entry as it is hashed: <c>{"v":1,"id":…,"at":…,"kind":…,"audience":…,"subject":…,"payload":{…}}</c>. When not
/// everybody may read it, subject and payload are replaced by <c>"withheld"</c>, the SHA-256 of a text that holds them
/// with a random salt: the entry can be proved without telling what it says, and nobody can guess it by trying.
/// </summary>
/// <param name="Id">Name of the entry.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Audience">Who may read it.</param>
/// <param name="Subject">What it happened to; null when withheld.</param>
/// <param name="Payload">What it says; null when withheld.</param>
/// <param name="Withheld">Digest of what is withheld, lower-case hex; null when public.</param>
public sealed record LedgerLeaf(
    Guid Id, DateTime At, string Kind, string Audience, string? Subject, JsonElement? Payload, string? Withheld)
{
    private const int FormatVersion = 1;
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";

    internal static (byte[] Leaf, byte[]? Withheld) Encode(QueuedEntry entry)
    {
        var isPublic = new Audience(entry.Audience).IsPublic;
        var withheld = isPublic ? null : Write(json =>
        {
            json.WriteString("salt", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            json.WriteString("subject", entry.Subject);
            WritePayload(json, entry.Payload);
        });
        var leaf = Write(json =>
        {
            json.WriteNumber("v", FormatVersion);
            json.WriteString("id", entry.Id.Value);
            json.WriteString("at", entry.At.ToString(Instant, CultureInfo.InvariantCulture));
            json.WriteString("kind", entry.Kind);
            json.WriteString("audience", entry.Audience);
            if (withheld is null)
            {
                json.WriteString("subject", entry.Subject);
                WritePayload(json, entry.Payload);
            }
            else
            {
                json.WriteString("withheld", DigestOf(withheld));
            }
        });
        return leaf.Length <= ushort.MaxValue
            ? (leaf, withheld)
            : throw new InvalidOperationException("A ledger entry is longer than an entry bundle can hold.");
    }

    /// <summary>Reads an entry; null when it is none.</summary>
    public static LedgerLeaf? TryParse(ReadOnlyMemory<byte> leaf)
    {
        try
        {
            using var json = JsonDocument.Parse(leaf);
            var root = json.RootElement;
            return root.GetProperty("v").GetInt32() != FormatVersion
                ? null
                : new LedgerLeaf(
                    root.GetProperty("id").GetGuid(),
                    DateTime.ParseExact(
                        root.GetProperty("at").GetString()!,
                        Instant,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                    root.GetProperty("kind").GetString()!,
                    root.GetProperty("audience").GetString()!,
                    root.TryGetProperty("subject", out var subject) ? subject.GetString() : null,
                    root.TryGetProperty("payload", out var payload) ? payload.Clone() : null,
                    root.TryGetProperty("withheld", out var withheld) ? withheld.GetString() : null);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or ArgumentNullException)
        {
            return null;
        }
    }

    /// <summary>Do the columns of a row say what its leaf says?</summary>
    internal bool Agrees(LedgerEntry row) =>
        Id == row.Id.Value && At == row.At && Kind == row.Kind && Audience == row.Audience
        && (Withheld is null
            ? row.Withheld is null && Subject == row.Subject
            : row.Withheld is not null && Withheld == DigestOf(row.Withheld));

    private static string DigestOf(byte[] text) => Convert.ToHexStringLower(SHA256.HashData(text));

    private static void WritePayload(Utf8JsonWriter json, byte[] payload)
    {
        json.WritePropertyName("payload");
        json.WriteRawValue(payload);
    }

    private static byte[] Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, LedgerJson.Writer))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
