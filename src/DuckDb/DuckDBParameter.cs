using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Gongxin.DuckDb;

/// <summary>A value for <c>$name</c>, or for <c>?</c> and <c>$1</c> when it has no name.</summary>
public sealed class DuckDBParameter : DbParameter
{
    private string _name = "";

    public DuckDBParameter()
    {
    }

    public DuckDBParameter(object? value) => Value = value;

    public DuckDBParameter(string name, object? value)
    {
        ParameterName = name;
        Value = value;
    }

    [AllowNull]
    public override string ParameterName
    {
        get => _name;
        set => _name = (value ?? "").TrimStart('$', '@');
    }

    public override object? Value { get; set; }
    public override DbType DbType { get; set; } = DbType.Object;
    public override bool IsNullable { get; set; } = true;
    public override int Size { get; set; }
    public override bool SourceColumnNullMapping { get; set; }

    [AllowNull]
    public override string SourceColumn { get; set; } = "";

    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            if (value != ParameterDirection.Input)
            {
                throw new NotSupportedException("DuckDB's parameters are input only.");
            }
        }
    }

    public override void ResetDbType() => DbType = DbType.Object;
}

[SuppressMessage("Design", "CA1010", Justification = "DbParameterCollection is a list without a type.")]
public sealed class DuckDBParameterCollection : DbParameterCollection
{
    private readonly List<DuckDBParameter> _parameters = [];

    public override int Count => _parameters.Count;
    public override object SyncRoot => ((ICollection)_parameters).SyncRoot;

    public new DuckDBParameter this[int index] => _parameters[index];

    /// <summary>Adds the next positional value.</summary>
    public DuckDBParameterCollection AddValue(object? value)
    {
        _parameters.Add(new DuckDBParameter(value));
        return this;
    }

    /// <summary>Adds a named value.</summary>
    public DuckDBParameterCollection AddValue(string name, object? value)
    {
        _parameters.Add(new DuckDBParameter(name, value));
        return this;
    }

    public override int Add(object value)
    {
        _parameters.Add((DuckDBParameter)value);
        return _parameters.Count - 1;
    }

    public override void AddRange(Array values) => _parameters.AddRange(values.Cast<DuckDBParameter>());

    public override void Clear() => _parameters.Clear();

    public override bool Contains(object value) => _parameters.Contains((DuckDBParameter)value);

    public override bool Contains(string value) => IndexOf(value) >= 0;

    public override void CopyTo(Array array, int index) => ((ICollection)_parameters).CopyTo(array, index);

    public override IEnumerator GetEnumerator() => _parameters.GetEnumerator();

    public override int IndexOf(object value) => _parameters.IndexOf((DuckDBParameter)value);

    // DuckDB's own parameter names do not tell case apart.
    public override int IndexOf(string parameterName) =>
        _parameters.FindIndex(p => string.Equals(p.ParameterName, parameterName, StringComparison.OrdinalIgnoreCase));

    public override void Insert(int index, object value) => _parameters.Insert(index, (DuckDBParameter)value);

    public override void Remove(object value) => _parameters.Remove((DuckDBParameter)value);

    public override void RemoveAt(int index) => _parameters.RemoveAt(index);

    public override void RemoveAt(string parameterName) => _parameters.RemoveAt(IndexOf(parameterName));

    protected override DbParameter GetParameter(int index) => _parameters[index];

    protected override DbParameter GetParameter(string parameterName) => _parameters[IndexOf(parameterName)];

    protected override void SetParameter(int index, DbParameter value) => _parameters[index] = (DuckDBParameter)value;

    protected override void SetParameter(string parameterName, DbParameter value) =>
        _parameters[IndexOf(parameterName)] = (DuckDBParameter)value;
}
