namespace DomainBlock.Tests.Format;

/// <summary>A section of a compiled file, apart from where it lies.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Flags">Its flags, as the table has them.</param>
/// <param name="Content">Its contents.</param>
internal sealed record EditedSection(uint Id, uint Flags, byte[] Content);
