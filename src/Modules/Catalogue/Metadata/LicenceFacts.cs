using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Gongxin.Catalogue.Metadata;

// What is known of a licence beyond the text that a provider gave: title and address by its SPDX identifier.
internal sealed partial record LicenceFacts(string Id, string Title, string? Url, bool IsOpen)
{
    private const string Spdx = "https://spdx.org/licenses/";

    public static IReadOnlyList<LicenceFacts> Known { get; } =
    [
        new("Apache-2.0", "Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0", true),
        new("CC0-1.0", "Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", true),
        new("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/", true),
        new("CC-BY-SA-4.0", "Creative Commons Attribution Share-Alike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/", true),
        new("MIT", "MIT License", Spdx + "MIT", true),
        new("MulanPSL-2.0", "Mulan Permissive Software License 2.0", "https://license.coscl.org.cn/MulanPSL2", true),
        new("ODbL-1.0", "Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/", true),
        new("ODC-By-1.0", "Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/", true),
        new("PDDL-1.0", "Public Domain Dedication and License 1.0", "https://opendatacommons.org/licenses/pddl/1-0/", true),
        new("WTFPL", "WTFPL", Spdx + "WTFPL", true),
    ];

    private static readonly FrozenDictionary<string, LicenceFacts> ById = Known.ToFrozenDictionary(l => l.Id, StringComparer.OrdinalIgnoreCase);

    // A text that is no known identifier is a licence of that name without an address.
    public static LicenceFacts? Of(string? licence) =>
        string.IsNullOrWhiteSpace(licence) ? null
        : ById.GetValueOrDefault(licence)
        ?? new LicenceFacts(licence, licence, Uri.TryCreate(licence, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? licence : null, false);

    // A short name without spaces, as licence lists want it.
    public bool HasShortName => ShortName().IsMatch(Id);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$", RegexOptions.NonBacktracking)]
    private static partial Regex ShortName();
}
