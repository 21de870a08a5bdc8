"""What is withheld is looked at again (不予公开信息的定期评估审查): 政府信息公开条例 art. 18."""
