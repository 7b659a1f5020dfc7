namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>Which parts a part refers to.</summary>
internal sealed class Relations
{
    private readonly Dictionary<string, (string Kind, string Part)> _byId = new(StringComparer.Ordinal);

    /// <summary>Relations of a part; of the package when the part is empty. A part without any has none.</summary>
    public static Relations Of(XlsxPackage package, string part)
    {
        var relations = new Relations();
        var slash = part.LastIndexOf('/') + 1;
        var list = $"{part[..slash]}_rels/{part[slash..]}.rels";
        if (!package.Has(list))
        {
            return relations;
        }

        using var xml = package.OpenXml(list, small: true);
        while (xml.Read())
        {
            if (xml.Token is XmlToken.Start && xml.Name.SequenceEqual("Relationship"u8))
            {
                relations.Add(xml, part[..slash]);
            }
        }

        return relations;
    }

    /// <summary>The part of the first relation of a kind (the last word of its type), or null.</summary>
    public string? PartOf(string kind) =>
        _byId.Values.Where(r => string.Equals(r.Kind, kind, StringComparison.OrdinalIgnoreCase)).Select(r => r.Part).FirstOrDefault();

    public (string Kind, string Part)? Find(string id) => _byId.TryGetValue(id, out var relation) ? relation : null;

    private void Add(XmlScanner xml, string folder)
    {
        var id = xml.AttributeText("Id"u8);
        var type = xml.AttributeText("Type"u8);
        var target = xml.AttributeText("Target"u8);
        if (id is not null && type is not null && target is not null && !xml.Attribute("TargetMode"u8).SequenceEqual("External"u8))
        {
            _byId.TryAdd(id, (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target.Replace('\\', '/'))));
        }
    }

    // "worksheets/sheet1.xml" and "../x/y.xml" are relative to the referring part, "/xl/x.xml" is not.
    private static string Resolve(string folder, string target)
    {
        var path = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step != "..")
            {
                path.Add(step == "." ? "" : step);
            }
            else if (path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
        }

        return string.Join('/', path.Where(s => s.Length > 0));
    }
}
