namespace Gongxin.Kernel.Tabular;

/// <summary>One thing found in a handed-in file: where, what (a stable code), and the original text.</summary>
/// <param name="Row">Row number in the file as a person counts it: the header is row 1. Null when it concerns the whole file or column.</param>
/// <param name="Column">Column name as published; null when it concerns the row or file.</param>
/// <param name="Code">Stable code, documented in <c>docs/problems.md</c>, e.g. <c>cell.not-an-integer</c>.</param>
/// <param name="Text">The original text, shortened to 200 characters; null when there is none.</param>
/// <param name="Args">Values for the placeholders of the message, in order; the message itself is a text resource under the code.</param>
public sealed record Finding(long? Row, string? Column, string Code, string? Text = null, params string[] Args)
{
    /// <summary>Longest original text that a finding carries, in characters. The whole text stays in the blob.</summary>
    public const int TextMax = 200;

    /// <summary>Name of the sheet or table inside the file; null for files with one table.</summary>
    public string? Table { get; init; }
}
