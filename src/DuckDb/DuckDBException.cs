using System.Data.Common;

namespace Gongxin.DuckDb;

/// <summary>What kind of failure DuckDB reports; only the kinds that callers tell apart have names.</summary>
public enum DuckDBErrorType
{
    Invalid = 0,
    OutOfRange = 1,
    Conversion = 2,
    Transaction = 10,
    Catalog = 13,
    Parser = 14,
    Constraint = 18,
    Binder = 24,
    IO = 28,
    Interrupt = 29,
    Fatal = 30,
    Internal = 31,
    InvalidInput = 32,
    OutOfMemory = 33,
    Permission = 34,
}

public sealed class DuckDBException : DbException
{
    public DuckDBException()
    {
    }

    public DuckDBException(string message)
        : base(message)
    {
    }

    public DuckDBException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public DuckDBException(string message, DuckDBErrorType errorType, Exception? innerException = null)
        : base(message, innerException) => ErrorType = errorType;

    public DuckDBErrorType ErrorType { get; }
}
