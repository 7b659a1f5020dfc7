using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Gongxin.Governance.Accounts;

// Codes that change with time: RFC 6238 over RFC 4226, six digits, thirty seconds, HMAC-SHA-1, which is what every application on
// a telephone reads.
internal static class TimeCodes
{
    public const int Digits = 6;
    private const int StepSeconds = 30;
    private const int SecretBytes = 20;

    // One step before and after, for clocks that are not quite right.
    private const int StepsOff = 1;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeOf(byte[] secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238's default; HMAC does not rest on collision resistance.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var offset = mac[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[offset..]) & int.MaxValue;
        return (number % (long)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    // The step of a code that is good now and younger than the last one taken; null when it is not.
    public static long? Match(byte[] secret, string code, DateTimeOffset now, long lastStep)
    {
        var typed = System.Text.Encoding.UTF8.GetBytes(code);
        for (var step = StepAt(now) - StepsOff; step <= StepAt(now) + StepsOff; step++)
        {
            if (step > lastStep && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(CodeOf(secret, step)), typed))
            {
                return step;
            }
        }

        return null;
    }

    // What a telephone reads from the picture.
    public static string Address(string site, string account, byte[] secret) => string.Create(
        CultureInfo.InvariantCulture,
        $"otpauth://totp/{Uri.EscapeDataString(site)}:{Uri.EscapeDataString(account)}?secret={Base32.Encode(secret)}&issuer={Uri.EscapeDataString(site)}&algorithm=SHA1&digits={Digits}&period={StepSeconds}");
}

// RFC 4648, without padding.
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var one in bytes)
        {
            (buffer, bits) = ((buffer << 8) | one, bits + 8);
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return bits > 0 ? text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString() : text.ToString();
    }
}
