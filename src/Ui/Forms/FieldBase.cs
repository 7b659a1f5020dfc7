using Microsoft.AspNetCore.Components;

namespace Gongxin.Ui.Forms;

/// <summary>What all fields have in common: label above, hint under it, error beside the control, ids that tie them.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>Name under which the value is sent; also the id, unless <see cref="Id"/> says otherwise.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter] public string? Id { get; set; }
    [Parameter] public string? Hint { get; set; }
    [Parameter] public string? Error { get; set; }
    [Parameter] public bool Required { get; set; }

    /// <summary><c>narrow</c>, <c>wide</c> or nothing.</summary>
    [Parameter] public string? Width { get; set; }

    protected string ControlId => Id ?? Name;
    protected string HintId => ControlId + "-hint";
    protected string ErrorId => ControlId + "-error";
    protected string? Invalid => Error is { Length: > 0 } ? "true" : null;

    protected string? DescribedBy => (Hint is { Length: > 0 }, Error is { Length: > 0 }) switch
    {
        (true, true) => $"{HintId} {ErrorId}",
        (true, false) => HintId,
        (false, true) => ErrorId,
        _ => null,
    };
}
