using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Ids;

namespace Gongxin.Contracts.Registry;

/// <summary>
/// Names a legal subject for ever. It is made from the identifier under which the subject first came in, so that the same file
/// taken in twice, or on two nodes, names the same subject, and a code leads to its subject without a look at an index.
/// </summary>
public readonly record struct SubjectId(Guid Value) : IId<SubjectId>
{
    private const byte Version8 = 0x80;

    public static SubjectId From(Guid value) => new(value);

    /// <summary>The id of the subject that came in under this identifier (a UUID of version 8).</summary>
    /// <param name="kind">Kind of the identifier.</param>
    /// <param name="value">The identifier as people should write it: half width, capitals, without blanks.</param>
    public static SubjectId Of(IdentifierKind kind, string value)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{value}"), digest);
        digest[6] = (byte)(Version8 | (digest[6] & 0x0F));
        digest[8] = (byte)(0x80 | (digest[8] & 0x3F));
        return new SubjectId(new Guid(digest[..16], bigEndian: true));
    }
}

/// <summary>Kinds of identifiers of legal subjects.</summary>
public enum IdentifierKind
{
    /// <summary>Unified social credit code, GB 32100-2015.</summary>
    Uscc,

    /// <summary>Organisation code, GB 11714.</summary>
    OrganisationCode,

    /// <summary>Business registration number, 15 digits (13 before 2007).</summary>
    RegistrationNumber,

    /// <summary>Registration number of a social organisation.</summary>
    SocialOrganisationNumber,

    /// <summary>Registration number of a public institution.</summary>
    InstitutionNumber,

    /// <summary>Taxpayer identification number from before the credit code.</summary>
    TaxNumber,

    /// <summary>Legal entity identifier, ISO 17442.</summary>
    Lei,

    /// <summary>A natural person, as a keyed hash of kind and number of the document. Never shown.</summary>
    Person,
}
