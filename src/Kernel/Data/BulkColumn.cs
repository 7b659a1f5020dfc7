using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gongxin.Kernel.Data;

// One mapped property as the bulk writers see it: column name, store type, and the value as the store wants it.
internal sealed class BulkColumn(IProperty property)
{
    private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
    private readonly IClrPropertyGetter _getter = property.GetGetter();

    public string Name { get; } = property.GetColumnName();
    public string StoreType => _mapping.StoreType;

    public object? ValueOf(object row)
    {
        var value = _getter.GetClrValue(row);
        return _mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
