using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>Private keys and access tokens by the heads that their issuers give them.</summary>
internal static class SecretKeys
{
    private const int ShownMax = 24;

    // A token stands free and is as long as its issuer makes it; small letters, capitals or figures are mixed in it.
    private static readonly (byte[] Head, int LengthMin)[] Tokens =
    [
        ("AKIA"u8.ToArray(), 20), ("LTAI"u8.ToArray(), 16), ("AKID"u8.ToArray(), 36), ("ghp_"u8.ToArray(), 40), ("github_pat_"u8.ToArray(), 40), ("xoxb-"u8.ToArray(), 30), ("xoxp-"u8.ToArray(), 30),
    ];

    public static void Look(ReadOnlySpan<byte> text, ref PersonalDataSeen seen)
    {
        if (text.Length < 16)
        {
            return;
        }

        if (text.IndexOf("-----BEGIN "u8) is >= 0 and var begin && text[begin..].IndexOf("PRIVATE KEY-----"u8) is > 0 and < 40)
        {
            seen.Add(PersonalDataKind.SecretKey, "-----BEGIN PRIVATE KEY-----"u8, isHit: true);
        }

        foreach (var (head, lengthMin) in Tokens)
        {
            var at = text.IndexOf(head);
            if (at >= 0 && (at == 0 || !IsOfToken(text[at - 1])) && LengthOf(text[at..]) is var length && length >= lengthMin && HasFigure(text.Slice(at, length)))
            {
                seen.Add(PersonalDataKind.SecretKey, text.Slice(at, Math.Min(length, ShownMax)), isHit: true);
            }
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && IsOfToken(text[length]))
        {
            length++;
        }

        return length;
    }

    private static bool HasFigure(ReadOnlySpan<byte> token) => token.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    private static bool IsOfToken(byte unit) => char.IsAsciiLetterOrDigit((char)unit) || unit is (byte)'_' or (byte)'-';
}
