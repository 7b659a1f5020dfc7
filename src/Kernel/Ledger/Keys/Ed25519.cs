using System.Security.Cryptography;
using Curve = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace Gongxin.Kernel.Ledger.Keys;

// The only place that knows which library computes Ed25519 (RFC 8032); the framework does not have it.
internal static class Ed25519
{
    public const int SeedBytes = 32;
    public const int SignatureBytes = 64;

    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(SeedBytes);

    public static byte[] PublicKeyOf(byte[] seed)
    {
        var key = new byte[Curve.PublicKeySize];
        Curve.GeneratePublicKey(seed, 0, key, 0);
        return key;
    }

    public static byte[] Sign(byte[] seed, byte[] message)
    {
        var signature = new byte[SignatureBytes];
        Curve.Sign(seed, 0, message, 0, message.Length, signature, 0);
        return signature;
    }

    public static bool Verify(byte[] publicKey, byte[] message, byte[] signature) =>
        signature.Length == SignatureBytes && publicKey.Length == Curve.PublicKeySize
        && Curve.Verify(signature, 0, publicKey, 0, message, 0, message.Length);
}
