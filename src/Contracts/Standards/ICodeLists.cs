using Gongxin.Kernel.Text;

namespace Gongxin.Contracts.Standards;

/// <summary>The code lists that the platform has adopted. They come with the program and do not change while it runs.</summary>
public interface ICodeLists
{
    /// <summary>Every list, ordered by slug.</summary>
    IReadOnlyList<CodeList> All { get; }

    /// <summary>The list with that slug; null when there is none.</summary>
    CodeList? Find(string slug);

    /// <summary>What a code of a list means; null when the list or the code does not exist.</summary>
    CodeItem? Item(string slug, string code);
}

/// <summary>A code list in one edition.</summary>
public sealed record CodeList
{
    /// <summary>Readable name in addresses, also the slug of its dataset.</summary>
    public required string Slug { get; init; }

    public required TwoTexts Title { get; init; }

    /// <summary>Year or number of the edition.</summary>
    public required string Edition { get; init; }

    /// <summary>The body that issued it, or that it was compiled here.</summary>
    public required TwoTexts Issuer { get; init; }

    /// <summary>Code of its open-data domain (list <c>open-data-domains</c>).</summary>
    public required string Theme { get; init; }

    public required TwoTexts Summary { get; init; }

    /// <summary>Where the values were taken from.</summary>
    public required TwoTexts Source { get; init; }

    /// <summary>SPDX identifier, or a sentence for documents without copyright.</summary>
    public required string Licence { get; init; }

    /// <summary>The list as a CSV file.</summary>
    public required string File { get; init; }

    /// <summary>Digest of the file, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Names of the columns of the file; the first is the code.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The items in the order of the list.</summary>
    public required IReadOnlyList<CodeItem> Items { get; init; }
}

/// <summary>One item of a code list.</summary>
/// <param name="Name">Its name; English may be empty where the list has none.</param>
/// <param name="Cells">All cells of its row, in the order of the list's columns.</param>
public sealed record CodeItem(string Code, TwoTexts Name, IReadOnlyList<string> Cells);
