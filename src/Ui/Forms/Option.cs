namespace Gongxin.Ui.Forms;

/// <summary>A choice of a select field.</summary>
public sealed record Option(string Value, string Label)
{
    /// <summary>Heading under which the choice stands; choices of one group follow each other.</summary>
    public string? Group { get; init; }
}
