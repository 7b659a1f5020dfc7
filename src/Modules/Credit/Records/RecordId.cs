using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records;

/// <summary>
/// Names a credit record for ever: made from its natural key (kind, deciding authority, number of the decision, subject), so that the same
/// decision is one record whoever tells it how often. One document that binds several subjects is one record for each.
/// </summary>
public readonly record struct RecordId(Guid Value) : IId<RecordId>
{
    private const byte Version8 = 0x80;

    public static RecordId From(Guid value) => new(value);

    internal static RecordId Of(RecordKind kind, string authorityUscc, string number, SubjectId subject)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{authorityUscc}\n{Plain(number)}\n{subject.Value:N}"), digest);
        digest[6] = (byte)(Version8 | (digest[6] & 0x0F));
        digest[8] = (byte)(0x80 | (digest[8] & 0x3F));
        return new RecordId(new Guid(digest[..16], bigEndian: true));
    }

    // 〔2026〕, [2026] and （2026） are one way of writing.
    private static string Plain(string number)
    {
        var plain = new StringBuilder();
        foreach (var c in NormalForm.HalfWidth(number))
        {
            plain.Append(c switch { '〔' or '[' or '【' or '﹝' => "(", '〕' or ']' or '】' or '﹞' => ")", ' ' or '\u3000' => "", _ => char.ToUpperInvariant(c).ToString() });
        }

        return plain.ToString();
    }
}
