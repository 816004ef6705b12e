namespace DomainBlock.Lists;

/// <summary>How far reading a list has come.</summary>
/// <param name="Bytes">Bytes read so far, after decompression.</param>
/// <param name="Lines">Lines read so far.</param>
/// <param name="Rules">Rules given so far.</param>
public readonly record struct ListProgress(long Bytes, int Lines, int Rules);
