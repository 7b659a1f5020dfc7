using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Gongxin.Ui.Shell;

/// <summary>
/// The address of the page being shown. The layout hands it down, so that pagers, sort links and the language switch
/// can change one parameter and keep the rest.
/// </summary>
public sealed class PageAddress
{
    private readonly List<KeyValuePair<string, string>> _query;

    public PageAddress(string path, IEnumerable<KeyValuePair<string, string>> query)
    {
        Path = path;
        _query = [.. query.Where(p => p.Key != Preferences.LanguageParameter && p.Value.Length > 0)];
    }

    public string Path { get; }

    public static PageAddress Empty { get; } = new("/", []);

    /// <summary>Reads the address that the reader typed, also when an error page answers in its place.</summary>
    public static PageAddress Of(HttpContext http)
    {
        var reexecuted = http.Features.Get<IStatusCodeReExecuteFeature>();
        var failed = http.Features.Get<IExceptionHandlerPathFeature>();
        var path = reexecuted?.OriginalPath ?? failed?.Path ?? http.Request.Path.Value ?? "/";
        var query = reexecuted?.OriginalQueryString is { } original
            ? Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(original)
            : Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(http.Request.QueryString.Value);
        return new PageAddress(path, query.SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v ?? "")));
    }

    public string? this[string name] => _query.Find(p => p.Key == name).Value;

    /// <summary>The parameters of this address, for hidden fields of a form that must keep them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Except(params ReadOnlySpan<string> names)
    {
        var left = names.ToArray();
        return _query.Where(p => !left.Contains(p.Key));
    }

    /// <summary>This address with parameters changed; a null value removes one.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in _query)
        {
            if (!Changes(changes, name))
            {
                query.Add(name, value);
            }
        }

        foreach (var (name, value) in changes)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        return Path + query;
    }

    public override string ToString() => With();

    private static bool Changes(ReadOnlySpan<(string Name, string? Value)> changes, string name)
    {
        foreach (var change in changes)
        {
            if (change.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}
