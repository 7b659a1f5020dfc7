namespace Gongxin.Ui.Shell;

/// <summary>Guards every redirect whose target comes from a reader.</summary>
public static class LocalAddress
{
    /// <summary>The address when it is a path on this site, otherwise the home page.</summary>
    public static string OrHome(string? address) => IsLocal(address) ? address! : "/";

    /// <summary>
    /// True for <c>/a?b=c</c>. False for other sites in all their spellings (<c>//host</c>, <c>/\host</c>, <c>https:…</c>)
    /// and for anything with control characters, which browsers strip before they read the address.
    /// </summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..]
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Any(char.IsControl);
}
