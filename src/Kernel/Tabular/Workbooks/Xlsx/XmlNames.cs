namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>Names of the elements that are open, innermost last.</summary>
internal sealed class XmlNames
{
    private byte[] _bytes = new byte[1024];
    private int[] _starts = new int[16];
    private int _used;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Last => Count == 0 ? default : _bytes.AsSpan(_starts[Count - 1], _used - _starts[Count - 1]);

    public void Push(ReadOnlySpan<byte> name)
    {
        if (_used + name.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + name.Length));
        }

        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
        }

        name.CopyTo(_bytes.AsSpan(_used));
        _starts[Count++] = _used;
        _used += name.Length;
    }

    public void Pop() => _used = _starts[--Count];
}
