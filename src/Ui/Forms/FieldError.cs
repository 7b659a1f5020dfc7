namespace Gongxin.Ui.Forms;

/// <summary>What is wrong with one field; with an empty name, with the form as a whole.</summary>
/// <param name="Field">The field's <c>Name</c>.</param>
/// <param name="Message">What happened and what to do, in the reader's language.</param>
public sealed record FieldError(string Field, string Message);

public static class FieldErrors
{
    /// <summary>The message for a field, or null.</summary>
    public static string? For(this IEnumerable<FieldError> errors, string field) =>
        errors.FirstOrDefault(e => e.Field == field)?.Message;
}
