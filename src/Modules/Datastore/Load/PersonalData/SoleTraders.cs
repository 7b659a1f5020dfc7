using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Identifiers;

namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>Codes of sole traders: GB 32100 gives them the head 92, and the code of a business that is one person is that person's.</summary>
internal static class SoleTraders
{
    private const int Length = 18;

    /// <param name="token">Letters, figures, <c>_</c> and <c>-</c>, with neither before nor after it.</param>
    public static void LookAtToken(ReadOnlySpan<byte> token, ref PersonalDataSeen seen)
    {
        if (token.Length != Length || token[0] != '9')
        {
            return;
        }

        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            code[i] = char.ToUpperInvariant((char)token[i]);
        }

        seen.Add(PersonalDataKind.SoleTraderCode, token, code[1] == '2' && IdentifierRules.CheckUscc(code) is IdentifierCheck.Valid);
    }
}
