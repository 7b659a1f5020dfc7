using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Metadata;

// Whom to ask, out of what the operator set.
internal static class ContactPoint
{
    public static string? MailOf(PlatformSettings settings) =>
        settings.Contact is { Length: > 0 } contact && contact.Contains('@', StringComparison.Ordinal) && !contact.Contains(' ', StringComparison.Ordinal)
            ? contact
            : null;

    public static string? PageOf(PlatformSettings settings) =>
        Uri.TryCreate(settings.Contact, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" ? settings.Contact : null;
}
