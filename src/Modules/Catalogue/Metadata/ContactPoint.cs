using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Metadata;

// Whom to ask, out of what the operator set.
internal static class ContactPoint
{
    private const string Unset = "Gongxin 公信";

    public static string NameOf(PlatformSettings settings) =>
        settings.Operator is { Length: > 0 } name ? name : settings.SiteName is { Length: > 0 } site ? site : Unset;

    public static string? MailOf(PlatformSettings settings) =>
        settings.Contact is { Length: > 0 } contact && contact.Contains('@', StringComparison.Ordinal) && !contact.Contains(' ', StringComparison.Ordinal)
            ? contact
            : null;

    public static string? PageOf(PlatformSettings settings) =>
        Uri.TryCreate(settings.Contact, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" ? settings.Contact : null;
}
