using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>Private keys and access tokens by the heads that their issuers give them.</summary>
internal static class SecretKeys
{
    private const int ShownMax = 24;
    private const int KeyNameMax = 30;

    // A token stands free and is as long as its issuer makes it; there are figures in it.
    private static readonly (byte[] Head, int LengthMin)[] Tokens =
    [
        ("AKIA"u8.ToArray(), 20), ("LTAI"u8.ToArray(), 16), ("AKID"u8.ToArray(), 36), ("ghp_"u8.ToArray(), 40), ("github_pat_"u8.ToArray(), 40), ("xoxb-"u8.ToArray(), 30), ("xoxp-"u8.ToArray(), 30),
    ];

    /// <param name="token">Letters, figures, <c>_</c> and <c>-</c>, with neither before nor after it.</param>
    public static void LookAtToken(ReadOnlySpan<byte> token, ref PersonalDataSeen seen)
    {
        if (token[0] is not ((byte)'A' or (byte)'L' or (byte)'g' or (byte)'x'))
        {
            return;
        }

        foreach (var (head, lengthMin) in Tokens)
        {
            if (token.Length >= lengthMin && token.StartsWith(head) && token.ContainsAnyInRange((byte)'0', (byte)'9'))
            {
                seen.Add(PersonalDataKind.SecretKey, token[..Math.Min(token.Length, ShownMax)], isHit: true);
            }
        }
    }

    /// <param name="text">What follows <c>-----BEGIN</c>.</param>
    public static void LookAtKey(ReadOnlySpan<byte> text, ref PersonalDataSeen seen)
    {
        if (text.IndexOf("PRIVATE KEY-----"u8) is > 0 and < KeyNameMax)
        {
            seen.Add(PersonalDataKind.SecretKey, "-----BEGIN PRIVATE KEY-----"u8, isHit: true);
        }
    }
}
